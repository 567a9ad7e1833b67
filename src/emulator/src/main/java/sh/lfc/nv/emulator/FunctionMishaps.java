package sh.lfc.nv.emulator;

import java.time.Duration;
import java.util.Optional;
import sh.lfc.nv.emulator.faults.FunctionFaults;
import sh.lfc.nv.emulator.runtimes.lambda.FunctionSpec;
import sh.lfc.nv.emulator.runtimes.lambda.Mishaps;

/** What faults do to functions, as Lambda's runtime asks for it. */
record FunctionMishaps(FunctionFaults faults) implements Mishaps {

    @Override
    public Optional<Mishap> invocation(FunctionSpec function) {
        return faults.invocation(function.name()).map(FunctionMishaps::mishap);
    }

    private static Mishap mishap(FunctionFaults.Blow blow) {
        Kind kind =
                switch (blow.kind()) {
                    case CRASH -> Kind.KILLED;
                    case OUT_OF_MEMORY -> Kind.OUT_OF_MEMORY;
                    default -> Kind.ERROR;
                };
        return new Mishap(kind, blow.fault() + " has this invocation fail");
    }

    @Override
    public Duration start(FunctionSpec function) {
        return faults.start(function.name());
    }
}
