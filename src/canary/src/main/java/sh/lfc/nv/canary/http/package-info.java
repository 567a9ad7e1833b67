/** How a domain is reached over HTTPS, and what its TLS is like. Knows nothing of the service behind it. */
package sh.lfc.nv.canary.http;
