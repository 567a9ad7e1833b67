/**
 * The emulator's certificate authority, the certificates that it issues, and the choice between them by the
 * host name that a client asks for.
 *
 * <p>Knows nothing of ACM's resources or of HTTP: services and the gateway ask it for key material.
 */
package sh.lfc.nv.emulator.certificates;
