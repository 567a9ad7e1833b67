package sh.lfc.nv.emulator.protocol;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of a service, from the SDK's metadata.
 *
 * @param name for example {@code CreateBucket}
 * @param request the SDK's request class
 * @param response the SDK's response class
 * @param method the HTTP method
 * @param uri the path template and the literal query parameters, for example {@code /{Bucket}?acl}
 * @param streamingInput whether the body is handed to the service as a stream
 * @param streamingOutput whether the service answers with a stream
 */
public record OperationModel(
        String name,
        Class<?> request,
        Class<?> response,
        String method,
        UriTemplate uri,
        boolean streamingInput,
        boolean streamingOutput) {

    /** A new builder of the request, to which {@link SdkField#set} can be applied. */
    SdkPojo requestBuilder() {
        return builder(request);
    }

    /** The fields of the response in the order of the model. */
    List<SdkField<?>> responseFields() {
        return builder(response).sdkFields();
    }

    static SdkPojo builder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new IllegalStateException(type + " is not a model class of the SDK", e);
        }
    }

    static Object build(SdkPojo builder) {
        return ((SdkBuilder<?, ?>) builder).build();
    }

    static boolean isPayload(SdkField<?> field) {
        return field.containsTrait(PayloadTrait.class);
    }

    static boolean inBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD;
    }
}
