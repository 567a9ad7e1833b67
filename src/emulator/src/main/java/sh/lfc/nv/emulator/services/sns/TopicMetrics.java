package sh.lfc.nv.emulator.services.sns;

import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code AWS/SNS}, whose dimension is the topic's name. */
@FunctionalInterface
public interface TopicMetrics {

    /**
     * @param metric for example {@code NumberOfMessagesPublished}
     * @param unit in CloudWatch's spelling
     */
    void record(Scope scope, String topicName, String metric, double value, String unit);
}
