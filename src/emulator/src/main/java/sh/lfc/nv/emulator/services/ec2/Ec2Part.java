package sh.lfc.nv.emulator.services.ec2;

import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;

/** One resource family of EC2: its public methods are operations. */
abstract class Ec2Part implements AwsService {

    private final Regional<Ec2Region> regions;

    Ec2Part(Regional<Ec2Region> regions) {
        this.regions = regions;
    }

    @Override
    public final String sdkPackage() {
        return "ec2";
    }

    /** The resources of the account and region that a call addresses. */
    final Ec2Region region(Call call) {
        return regions.of(call);
    }
}
