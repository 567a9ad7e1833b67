/** A client of the file service, as its users write one: HTTP, and nothing of what lies behind it. */
package sh.lfc.nv.canary.client;
