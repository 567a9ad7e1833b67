/** The system under test as the features see it: where it answers, what it is called, who its clients are. */
package sh.lfc.nv.canary.system;
