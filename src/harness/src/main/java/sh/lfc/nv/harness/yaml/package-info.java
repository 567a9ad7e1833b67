/** Reading of the files in YAML that people write for the harness, and saying which of them is wrong. */
package sh.lfc.nv.harness.yaml;
