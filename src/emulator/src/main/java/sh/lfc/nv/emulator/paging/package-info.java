/** Listings in pages with markers, as several services answer them. */
package sh.lfc.nv.emulator.paging;
