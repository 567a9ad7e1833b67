/** What the functions' tests run against: real engines on free ports, with TLS as in AWS, and a Lambda context. */
package sh.lfc.nv.service.testing;
