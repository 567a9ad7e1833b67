/**
 * EC2 as far as it is the network: VPCs with all that lies in them ("Amazon VPC User Guide").
 *
 * <p>One class a resource family. Resources are kept as the SDK's own immutable model objects, without what can be
 * worked out when they are described: tags, free addresses, states of routes. {@link
 * sh.lfc.nv.emulator.services.ec2.Network} is what other parts of the emulator see of it. There are no instances.
 */
package sh.lfc.nv.emulator.services.ec2;
