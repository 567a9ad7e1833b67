package sh.lfc.nv.emulator.protocol;

import java.io.IOException;
import software.amazon.awssdk.core.SdkPojo;

/** One wire protocol of AWS, seen from the server. */
interface Codec {

    /** The operation that a request asks for, or null where the protocol cannot tell. */
    OperationModel operation(ServiceModel service, WireRequest request) throws IOException;

    /** Reads the request of an operation into its model object. The body is left alone where it is streamed. */
    SdkPojo read(ServiceModel service, OperationModel operation, WireRequest request) throws IOException;

    /** Writes the response of an operation. */
    WireResponse write(ServiceModel service, OperationModel operation, SdkPojo response, String requestId);

    /** Writes an error. */
    WireResponse write(ServiceModel service, WireError error, String requestId);
}
