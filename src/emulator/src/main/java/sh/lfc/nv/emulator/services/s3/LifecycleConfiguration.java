package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/** A bucket's lifecycle configuration as it was put, with the name of every rule. */
record LifecycleConfiguration(List<LifecycleRule> rules, TransitionDefaultMinimumObjectSize minimumSize) {}
