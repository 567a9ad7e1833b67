/**
 * AWS's wire protocols, written once from the metadata of the SDK's model classes: JSON, REST-JSON, REST-XML, Query,
 * EC2 Query and RPC v2 with CBOR.
 *
 * <p>The only place in the emulator that uses reflection. Knows no service; what the SDK's metadata does not say
 * stands in one table per protocol.
 */
package sh.lfc.nv.emulator.protocol;
