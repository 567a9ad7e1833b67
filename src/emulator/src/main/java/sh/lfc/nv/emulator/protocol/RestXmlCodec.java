package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** REST-XML: method and path name the operation; members stand in path, query, headers and an XML body. */
final class RestXmlCodec implements Codec {

    private static final String CONTENT_TYPE = "application/xml";
    private static final int PARTIAL_CONTENT = 206;

    private static final XmlShapes SHAPES = new XmlShapes(SdkField::locationName);

    private final XmlNames names = new XmlNames();

    @Override
    public OperationModel operation(ServiceModel service, WireRequest request) {
        return service.route(request).orElse(null);
    }

    @Override
    public SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException {
        SdkPojo builder = operation.requestBuilder();
        HttpBindings.read(operation, request, builder);
        if (!operation.streamingInput()) {
            byte[] body = request.body().readAllBytes();
            if (body.length > 0) {
                readBody(builder, body);
            }
        }
        return (SdkPojo) OperationModel.build(builder);
    }

    private static void readBody(SdkPojo builder, byte[] body) {
        Optional<SdkField<?>> payload = payload(builder);
        if (payload.isEmpty()) {
            if (builder.sdkFields().stream().anyMatch(OperationModel::inBody)) {
                XmlShapes.read(XmlElement.parse(body), builder, OperationModel::inBody);
            }
            return;
        }
        SdkField<?> field = payload.get();
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo nested = field.constructor().get();
            XmlShapes.read(XmlElement.parse(body), nested, any -> true);
            field.set(builder, OperationModel.build(nested));
        } else if (field.marshallingType() == MarshallingType.SDK_BYTES) {
            field.set(builder, SdkBytes.fromByteArray(body));
        } else {
            field.set(builder, new String(body, StandardCharsets.UTF_8));
        }
    }

    @Override
    public WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(HttpBindings.headers(response));
        int status = status(operation, response, headers);
        byte[] body = operation.streamingOutput() ? new byte[0] : body(service, operation, response);
        if (body.length > 0) {
            headers.putIfAbsent("Content-Type", CONTENT_TYPE);
        }
        return WireResponse.of(status, headers, body);
    }

    /** S3 answers its deletions, and a few configurations, without content, and a range of an object as such. */
    private int status(OperationModel operation, SdkPojo response, Map<String, String> headers) {
        int status = HttpBindings.status(response);
        if (headers.containsKey("Content-Range")) {
            return PARTIAL_CONTENT;
        }
        return status == 200 ? names.status(operation.name()) : status;
    }

    private byte[] body(ServiceModel service, OperationModel operation, SdkPojo response) {
        Optional<SdkField<?>> payload = payload(response);
        if (payload.isEmpty()) {
            if (operation.responseFields().stream().noneMatch(OperationModel::inBody)) {
                return new byte[0];
            }
            XmlElement root = root(service, names.root(service, operation));
            SHAPES.write(response, root, OperationModel::inBody);
            return root.print();
        }
        SdkField<?> field = payload.get();
        Object value = Values.of(field, response);
        if (value instanceof SdkPojo pojo) {
            XmlElement root = root(service, field.unmarshallLocationName());
            SHAPES.write(pojo, root, any -> true);
            return root.print();
        }
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteArray();
        }
        if (XmlNames.isTextDocument(field)) {
            XmlElement root = root(service, field.locationName());
            return value == null ? root.print() : root.text(value.toString()).print();
        }
        return value == null ? new byte[0] : JsonShapes.utf8(value.toString());
    }

    private static XmlElement root(ServiceModel service, String name) {
        return new XmlElement(name).attribute("xmlns", XmlNames.namespace(service));
    }

    @Override
    public WireResponse write(ServiceModel service, WireError error, String requestId) {
        boolean s3 = service.sdkPackage().equals("s3");
        XmlElement document = s3
                ? new XmlElement("Error")
                : new XmlElement("ErrorResponse").attribute("xmlns", XmlNames.namespace(service));
        XmlElement element = s3 ? document : document.child("Error");
        if (!s3) {
            element.child("Type").text(error.type());
        }
        element.child("Code").text(error.code());
        element.child("Message").text(error.message() == null ? "" : error.message());
        error.details().forEach((name, value) -> element.child(name).text(value));
        if (error.modelled() != null) {
            SHAPES.write(error.modelled(), element, OperationModel::inBody);
        }
        document.child("RequestId").text(requestId);
        if (s3) {
            document.child("HostId").text(requestId);
        }
        return WireResponse.of(error.status(), CONTENT_TYPE, document.print());
    }

    private static Optional<SdkField<?>> payload(SdkPojo pojo) {
        List<SdkField<?>> fields = pojo.sdkFields();
        return fields.stream().filter(OperationModel::isPayload).findFirst();
    }
}
