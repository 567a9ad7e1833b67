package sh.lfc.nv.harness.stacks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Walks a graph with as many stacks at a time as it may, each as soon as those that it waits for are done. After a
 * failure nothing new begins, what runs is let finish (a Terraform that is stopped half-way leaves a lock), and the
 * first failure is thrown with the others suppressed. Interrupting the caller interrupts what runs.
 */
public final class StackRunner {
    private final int parallelism;

    public StackRunner(int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1");
        }
        this.parallelism = parallelism;
    }

    /** Each stack after those that it depends on. */
    public void apply(StackGraph graph, StackAction action) throws InterruptedException {
        var waitsFor = new HashMap<String, Set<String>>();
        graph.applyOrder().forEach(stack -> waitsFor.put(stack.name(), new HashSet<>(stack.dependsOn())));
        new Walk(graph.applyOrder(), waitsFor, action).run();
    }

    /** Each stack after those that depend on it. */
    public void destroy(StackGraph graph, StackAction action) throws InterruptedException {
        var waitsFor = new HashMap<String, Set<String>>();
        graph.applyOrder().forEach(stack -> waitsFor.put(stack.name(), graph.dependents(stack.name())));
        new Walk(graph.destroyOrder(), waitsFor, action).run();
    }

    /** One pass over a graph; used by one thread. */
    private final class Walk {
        private final List<Stack> waiting;
        private final Map<String, Set<String>> waitsFor;
        private final StackAction action;
        private final Map<Future<?>, Stack> running = new HashMap<>();
        private Throwable failure;

        Walk(List<Stack> order, Map<String, Set<String>> waitsFor, StackAction action) {
            this.waiting = new ArrayList<>(order);
            this.waitsFor = waitsFor;
            this.action = action;
        }

        void run() throws InterruptedException {
            var threads = pool();
            try {
                var completion = new ExecutorCompletionService<Void>(threads);
                startWhatMay(completion);
                while (!running.isEmpty()) {
                    finish(completion.take());
                    startWhatMay(completion);
                }
            } finally {
                threads.shutdownNow();
                threads.awaitTermination(30, TimeUnit.SECONDS);
            }
            if (failure instanceof InterruptedException interrupted) {
                throw interrupted;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            } else if (failure instanceof Error error) {
                throw error;
            }
        }

        private void startWhatMay(ExecutorCompletionService<Void> completion) {
            for (var stacks = waiting.iterator(); stacks.hasNext() && failure == null; ) {
                var stack = stacks.next();
                if (waitsFor.get(stack.name()).isEmpty()) {
                    stacks.remove();
                    running.put(
                            completion.submit(() -> {
                                action.run(stack);
                                return null;
                            }),
                            stack);
                }
            }
        }

        private void finish(Future<Void> done) throws InterruptedException {
            var stack = running.remove(done);
            try {
                done.get();
                waitsFor.values().forEach(names -> names.remove(stack.name()));
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = e.getCause();
                } else {
                    failure.addSuppressed(e.getCause());
                }
            }
        }

        private ExecutorService pool() {
            var number = new AtomicInteger();
            return Executors.newFixedThreadPool(
                    parallelism, task -> new Thread(task, "stack-" + number.incrementAndGet()));
        }
    }
}
