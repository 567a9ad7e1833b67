package sh.lfc.nv.terraform;

/** Follows a run of Terraform while it goes on. */
@FunctionalInterface
public interface EventListener {
    EventListener NONE = event -> {};

    void event(Event event);
}
