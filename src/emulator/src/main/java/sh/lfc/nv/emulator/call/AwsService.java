package sh.lfc.nv.emulator.call;

/**
 * A service of AWS.
 *
 * <p>Its operations are its public methods of the form {@code R operation(Q request)} or
 * {@code R operation(Q request, Call call)}, where {@code Q} is a request class of the AWS SDK for Java and
 * {@code R} the response class of the same operation, or {@link Streamed} of it where the operation streams its
 * output. The request class names the operation: there is nothing to register. An operation without a method is
 * answered with a well-formed error of the service's protocol that names it.
 *
 * <p>Methods are called by many threads at once. A method refuses by throwing the SDK's modelled exception
 * (its HTTP status is taken from the service's model unless the exception states one) or an {@link AwsError}.
 */
public interface AwsService extends AutoCloseable {

    /** The package of the SDK that holds the service's client, for example {@code secretsmanager}. */
    String sdkPackage();

    /** Ends everything that the service started: processes, threads, listeners. */
    @Override
    default void close() {}
}
