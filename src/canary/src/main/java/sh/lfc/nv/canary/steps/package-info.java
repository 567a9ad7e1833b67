/**
 * What the sentences of the features do that a live system can bear. A step is a few lines over a client of the service;
 * it knows the system through {@code SystemUnderTest} alone, so that a feature runs unchanged wherever the service does.
 */
package sh.lfc.nv.canary.steps;
