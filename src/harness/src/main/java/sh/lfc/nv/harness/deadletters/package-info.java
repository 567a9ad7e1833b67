/** Events that a function gave up on, and how they come to it again. Knows AWS and nothing of where it runs. */
package sh.lfc.nv.harness.deadletters;
