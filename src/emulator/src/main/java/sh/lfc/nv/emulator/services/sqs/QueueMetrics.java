package sh.lfc.nv.emulator.services.sqs;

import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code AWS/SQS}, whose dimension is the queue's name. */
@FunctionalInterface
public interface QueueMetrics {

    /**
     * @param metric for example {@code NumberOfMessagesSent}
     * @param unit in CloudWatch's spelling, for example {@code Count}
     */
    void record(Scope scope, String queueName, String metric, double value, String unit);
}
