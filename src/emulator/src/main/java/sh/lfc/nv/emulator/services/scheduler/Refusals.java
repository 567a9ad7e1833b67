package sh.lfc.nv.emulator.services.scheduler;

import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** The refusals of Scheduler that several operations share, in its own words. */
final class Refusals {

    private Refusals() {}

    static ValidationException invalid(String message) {
        return ValidationException.builder().message(message).build();
    }

    static ValidationException invalidToken() {
        return invalid("Invalid NextToken.");
    }

    static ResourceNotFoundException noSchedule(String name) {
        return notFound("Schedule " + name + " does not exist.");
    }

    static ResourceNotFoundException noGroup(String name) {
        return notFound("Schedule group " + name + " does not exist.");
    }

    private static ResourceNotFoundException notFound(String message) {
        return ResourceNotFoundException.builder().message(message).build();
    }

    static ConflictException conflict(String message) {
        return ConflictException.builder().message(message).build();
    }
}
