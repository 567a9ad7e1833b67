package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS Query: a form in, XML out. EC2's dialect differs in the names of its answers and in the frames around answers
 * and errors, SQS's in its names.
 */
final class QueryCodec implements Codec {

    private static final String CONTENT_TYPE = "text/xml;charset=UTF-8";

    private final boolean ec2;
    private final Function<String, QueryNames> sent;
    private final Function<String, QueryNames> answered;

    /**
     * @param sent the names in requests of an operation
     * @param answered the names in its answers
     */
    private QueryCodec(boolean ec2, Function<String, QueryNames> sent, Function<String, QueryNames> answered) {
        this.ec2 = ec2;
        this.sent = sent;
        this.answered = answered;
    }

    static QueryCodec query() {
        return new QueryCodec(false, any -> SdkField::locationName, any -> SdkField::locationName);
    }

    static QueryCodec ec2() {
        return new QueryCodec(true, any -> SdkField::locationName, any -> SdkField::unmarshallLocationName);
    }

    /** For SQS, whose metadata in the SDK is that of JSON. */
    static QueryCodec sqs() {
        return new QueryCodec(false, SqsQueryNames::new, SqsQueryNames::new);
    }

    @Override
    public OperationModel operation(ServiceModel service, WireRequest request) {
        return request.parameter("Action").flatMap(service::operation).orElse(null);
    }

    @Override
    public SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException {
        SdkPojo builder = operation.requestBuilder();
        FormTree.of(request.query()).read(builder, sent.apply(operation.name()));
        return (SdkPojo) OperationModel.build(builder);
    }

    @Override
    public WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId) {
        XmlShapes shapes = new XmlShapes(answered.apply(operation.name()));
        XmlElement root = new XmlElement(operation.name() + "Response").attribute("xmlns", XmlNames.namespace(service));
        if (ec2) {
            root.child("requestId").text(requestId);
            shapes.write(response, root, any -> true);
        } else {
            // Also where nothing is in it: the SDK for Go insists on it for operations whose output is modelled as
            // empty.
            shapes.write(response, root.child(operation.name() + "Result"), any -> true);
            root.child("ResponseMetadata").child("RequestId").text(requestId);
        }
        return WireResponse.of(200, CONTENT_TYPE, root.print());
    }

    @Override
    public WireResponse write(ServiceModel service, WireError error, String requestId) {
        XmlElement root = ec2
                ? new XmlElement("Response")
                : new XmlElement("ErrorResponse").attribute("xmlns", XmlNames.namespace(service));
        XmlElement element = ec2 ? root.child("Errors").child("Error") : root.child("Error");
        if (!ec2) {
            element.child("Type").text(error.type());
        }
        element.child("Code").text(QueryErrorCodes.of(service, error));
        element.child("Message").text(error.message() == null ? "" : error.message());
        if (error.modelled() != null) {
            new XmlShapes(answered.apply("")).write(error.modelled(), element, any -> true);
        }
        root.child(ec2 ? "RequestID" : "RequestId").text(requestId);
        return WireResponse.of(error.status(), CONTENT_TYPE, root.print());
    }
}
