package sh.lfc.nv.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What others may use says what it does. */
class JavadocTest {
    /** Plain constructors, and what a record's or an enum's own documentation says already. */
    private static final Set<String> SPEAK_FOR_THEMSELVES = Set.of("<init>", "toString", "close");

    @Test
    void everyPublicTypeAndMethodIsDocumented() throws IOException {
        assertThat(undocumented(sources("src/main/java"))).isEmpty();
        assertThat(undocumented(sources("../terraform-aws/src/main/java"))).isEmpty();
    }

    private static List<Path> sources(String folder) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            var found = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static List<String> undocumented(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var found = new ArrayList<String>();
            var trees = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Undocumented(trees, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class Undocumented extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final List<String> found;

        Undocumented(DocTrees trees, List<String> found) {
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type)) {
                return null;
            }
            if (comment() == null) {
                found.add(type.getSimpleName().toString());
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var name = method.getName().toString();
            var isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
            var overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            if (isPublic && !overrides && !SPEAK_FOR_THEMSELVES.contains(name) && comment() == null) {
                found.add(
                        getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                                ? type.getSimpleName() + "." + name
                                : name);
            }
            return null;
        }

        private boolean isPublic(ClassTree type) {
            var parent = getCurrentPath().getParentPath().getLeaf();
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    // What is declared in an interface is public without saying so.
                    || parent.getKind() == Tree.Kind.INTERFACE;
        }

        private DocCommentTree comment() {
            return trees.getDocCommentTree(getCurrentPath());
        }
    }
}
