/**
 * API Gateway's second version: HTTP APIs, their stages and their domain names.
 *
 * <p>What is configured here is published, ready to be served, as {@link
 * sh.lfc.nv.emulator.services.apigatewayv2.PublishedApis}. Nothing here speaks HTTP.
 */
package sh.lfc.nv.emulator.services.apigatewayv2;
