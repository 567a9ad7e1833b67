package sh.lfc.nv.service.json;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON into trees and writes maps, lists, strings, numbers and booleans as JSON. Safe for many threads. */
public final class Json {

    private static final JSON JR = JSON.std.with(new JacksonJrsTreeCodec());

    private Json() {}

    /**
     * The tree of a JSON document.
     *
     * @param source text, bytes or a stream
     * @throws InvalidJsonException when it is not JSON, or empty
     */
    public static JrsValue read(Object source) {
        TreeNode tree;
        try {
            tree = JR.treeFrom(source);
        } catch (IOException e) {
            throw new InvalidJsonException(e);
        }
        if (tree instanceof JrsValue value) {
            return value;
        }
        throw new InvalidJsonException(null);
    }

    /** The text of a scalar child; empty where it is absent, null, or not a scalar. */
    public static Optional<String> text(JrsValue parent, String name) {
        JrsValue child = parent.path(name);
        return child.isMissingNode() || child.isNull() ? Optional.empty() : Optional.ofNullable(child.asText());
    }

    /** The names of an object's members, in their order; none where it is absent or not an object. */
    public static List<String> names(JrsValue object) {
        if (!object.isObject()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public static byte[] bytes(Object value) {
        try {
            return JR.asBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String string(Object value) {
        try {
            return JR.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
