package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;

/** How many resources a run adds, changes and removes. */
public record Changes(int add, int change, int remove) {
    /** No changes. */
    public static final Changes NONE = new Changes(0, 0, 0);

    /** Whether nothing is added, changed or removed. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    static Changes of(JsonNode json) {
        return new Changes(
                json.path("add").asInt(),
                json.path("change").asInt(),
                json.path("remove").asInt());
    }

    @Override
    public String toString() {
        return "%d to add, %d to change, %d to destroy".formatted(add, change, remove);
    }
}
