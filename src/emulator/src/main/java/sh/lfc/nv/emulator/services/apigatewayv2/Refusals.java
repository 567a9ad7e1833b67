package sh.lfc.nv.emulator.services.apigatewayv2;

import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** API Gateway's refusals. */
final class Refusals {

    private Refusals() {}

    static BadRequestException badRequest(String message) {
        return BadRequestException.builder().message(message).build();
    }

    static ConflictException conflict(String message) {
        return ConflictException.builder().message(message).build();
    }

    static NotFoundException notFound(String message) {
        return NotFoundException.builder().message(message).build();
    }

    static NotFoundException noApi(String account, String id) {
        return notFound("Invalid API identifier specified " + account + ":" + id);
    }

    static NotFoundException no(String kind, String id) {
        return notFound("Invalid " + kind + " identifier specified " + id);
    }

    /** The value, or the refusal that it was not given. */
    static <T> T required(String member, T value) {
        if (value == null) {
            throw badRequest(member + " is a required field");
        }
        return value;
    }
}
