/** What docs/terraform-runner.md shows. {@code DocumentationTest} compares the two. */
package sh.lfc.nv.examples;
