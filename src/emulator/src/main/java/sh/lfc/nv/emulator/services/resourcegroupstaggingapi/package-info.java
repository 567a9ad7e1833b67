/**
 * The Resource Groups Tagging API: the tags of all services' resources, found and changed in one place.
 *
 * <p>It keeps no tags. Where they are, and how each service is told to change them, is behind {@link
 * sh.lfc.nv.emulator.services.resourcegroupstaggingapi.TaggableResources}.
 */
package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;
