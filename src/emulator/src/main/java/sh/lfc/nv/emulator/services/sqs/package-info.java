/**
 * SQS: standard and FIFO queues, their messages, dead-letter queues and message move tasks.
 *
 * <p>Messages live in memory. Visibility, delay and retention follow the emulator's clock. Other services send through
 * {@link sh.lfc.nv.emulator.services.sqs.Sqs}; where a queue's metrics go is not known here.
 */
package sh.lfc.nv.emulator.services.sqs;
