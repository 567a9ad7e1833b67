package sh.lfc.nv.emulator.services.eventbridge;

import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a target gets of an event: all of it, a part, something made of it, or something else. */
final class TargetInput {

    private TargetInput() {}

    static String of(Target target, EventRule rule, Event event) {
        if (target.input() != null) {
            return target.input();
        }
        if (target.inputPath() != null) {
            return JsonPath.of(target.inputPath())
                    .find(event.document())
                    .map(Object::toString)
                    .orElse("null");
        }
        return target.inputTransformer() == null
                ? event.document().toString()
                : InputTemplate.fill(target.inputTransformer(), rule, event);
    }
}
