/**
 * JSON in and out as a tree, without data binding.
 *
 * <p>Functions read a handful of fields from large events; a tree of a small parser starts several times faster than
 * a data-binding library does, which is what a cold start pays for.
 */
package sh.lfc.nv.service.json;
