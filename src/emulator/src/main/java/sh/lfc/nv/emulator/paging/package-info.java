/** Listings in pages with markers, as the services of the Query protocol answer them. */
package sh.lfc.nv.emulator.paging;
