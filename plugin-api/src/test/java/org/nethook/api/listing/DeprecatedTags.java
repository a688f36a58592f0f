package org.nethook.api.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the Javadoc of what is deprecated says to do, by {@code OWNER [NAME DESCRIPTOR]}. Compiles nothing. */
final class DeprecatedTags extends AbstractProcessor {
    private final Map<String, String> texts = new HashMap<>();

    /** Reads every source below a directory. */
    static Map<String, String> of(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DeprecatedTags tags = new DeprecatedTags();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    null,
                    List.of("-proc:only", "-cp", path),
                    null,
                    manager.getJavaFileObjectsFromPaths(all));
            task.setProcessors(List.of(tags));
            if (!task.call()) {
                throw new IOException(sources + " cannot be read");
            }
        }
        return tags.texts;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(Deprecated.class)) {
            String text = tag(processingEnv.getElementUtils().getDocComment(element));
            if (!text.isEmpty()) {
                texts.put(name(element), text);
            }
        }
        return false;
    }

    /** The text of the tag in one line, where {@code {@link X#y}} is y; empty when there is none. */
    static String tag(String javadoc) {
        int at = javadoc == null ? -1 : javadoc.indexOf("@deprecated ");
        if (at < 0) {
            return "";
        }
        String text = javadoc.substring(at + "@deprecated ".length());
        int next = text.indexOf("\n @");
        return (next < 0 ? text : text.substring(0, next))
                .replaceAll("\\{@(?:link|linkplain|code) ([^}]*)}", "$1")
                .replace('#', '.')
                .replaceAll("(^|[ (])\\.", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private String name(Element element) {
        if (element instanceof TypeElement type) {
            return binary(type);
        }
        String owner = binary((TypeElement) element.getEnclosingElement());
        if (element instanceof VariableElement field) {
            return owner + " " + field.getSimpleName() + " " + descriptor(field.asType());
        }
        ExecutableElement call = (ExecutableElement) element;
        StringBuilder descriptor = new StringBuilder("(");
        for (VariableElement parameter : call.getParameters()) {
            descriptor.append(descriptor(parameter.asType()));
        }
        return owner + " " + call.getSimpleName() + " "
                + descriptor.append(')').append(descriptor(call.getReturnType()));
    }

    private String binary(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString().replace('.', '/');
    }

    private String descriptor(TypeMirror type) {
        TypeMirror erased = processingEnv.getTypeUtils().erasure(type);
        if (erased instanceof ArrayType array) {
            return "[" + descriptor(array.getComponentType());
        }
        if (erased instanceof DeclaredType declared) {
            return "L" + binary((TypeElement) declared.asElement()) + ";";
        }
        TypeKind kind = erased.getKind();
        return switch (kind) {
            case VOID -> "V";
            case BOOLEAN -> "Z";
            case LONG -> "J";
            default -> kind.name().substring(0, 1);
        };
    }
}
