/**
 * AWS clients as Lambda functions want them: small, quick to start, with time limits.
 *
 * <p>Nothing here knows what is stored or why.
 */
package sh.lfc.nv.service.aws;
