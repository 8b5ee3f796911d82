// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds in a syntax tree what is meant. A class file tells the line of a call's name, or that of the statement; which of several calls on it is meant, the order
 * of evaluation tells. Lambdas are methods of their own in class files, so their calls are told apart from those around them.
 */
final class AnchorFinder {

    private final CompilationUnit unit;
    private final Target target;

    AnchorFinder(CompilationUnit unit, Target target) {
        this.unit = unit;
        this.target = target;
    }

    /**
     * A piece of the syntax tree.
     *
     * @param node the whole piece
     * @param position where to point at
     */
    record Found(Node node, Position position) {}

    Optional<Found> find() {
        return switch (target.anchor()) {
            case AWAIT -> onLine(awaits());
            case CALL -> onLine(calls(target.detail()));
            case REFERENCE -> onLine(references(target.detail()).toList());
            case RETURN -> onLine(returns());
            case RESOURCE -> onLine(resources());
            case METHOD -> method();
            case CLASS -> type();
        };
    }

    private List<Found> awaits() {
        return Stream.concat(calls("await").stream(), references("await")).toList();
    }

    private Stream<Found> references(String name) {
        return unit.findAll(MethodReferenceExpr.class).stream()
                .filter(reference -> reference.getIdentifier().equals(name))
                .flatMap(reference -> found(reference, reference.getBegin()));
    }

    private List<Found> calls(String name) {
        if (name.equals("<init>")) {
            return unit.findAll(ObjectCreationExpr.class).stream()
                    .flatMap(creation -> found(creation, creation.getBegin()))
                    .toList();
        }
        return unit.findAll(MethodCallExpr.class).stream()
                .filter(call -> call.getNameAsString().equals(name))
                .flatMap(call -> found(call, call.getName().getBegin()))
                .toList();
    }

    private List<Found> returns() {
        Stream<Found> statements =
                unit.findAll(ReturnStmt.class).stream().flatMap(statement -> found(statement, statement.getBegin()));
        // A lambda that is an expression returns without saying so.
        Stream<Found> expressions = unit.findAll(LambdaExpr.class).stream()
                .map(LambdaExpr::getBody)
                .filter(ExpressionStmt.class::isInstance)
                .flatMap(body -> found(body, body.getBegin()));
        return Stream.concat(statements, expressions).toList();
    }

    private List<Found> resources() {
        return unit.findAll(TryStmt.class).stream()
                .filter(statement -> !statement.getResources().isEmpty())
                .flatMap(statement -> found(statement, statement.getBegin()))
                .toList();
    }

    private Optional<Found> onLine(List<Found> all) {
        List<Found> own = preferring(all, found -> isInMethod(found.node()));
        List<Found> named = own.stream()
                .filter(found -> found.position().line == target.line())
                .sorted(Comparator.comparing(found -> end(found.node())))
                .toList();
        if (!named.isEmpty()) {
            return Optional.of(named.get(Math.min(target.ordinal(), named.size() - 1)));
        }
        return innermost(own.stream().filter(found -> covers(found.node(), target.line())));
    }

    private boolean isInMethod(Node node) {
        Optional<Node> body = ancestor(node, AnchorFinder::isBody);
        return body.filter(isLambda() ? LambdaExpr.class::isInstance : this::isNamedAsTarget)
                .isPresent();
    }

    private static Optional<Node> ancestor(Node node, Predicate<Node> wanted) {
        Optional<Node> parent = node.getParentNode();
        while (parent.isPresent() && !wanted.test(parent.get())) {
            parent = parent.get().getParentNode();
        }
        return parent;
    }

    private static boolean isBody(Node node) {
        return node instanceof LambdaExpr
                || node instanceof CallableDeclaration
                || node instanceof CompactConstructorDeclaration
                || node instanceof InitializerDeclaration;
    }

    private boolean isLambda() {
        return target.method().startsWith("lambda$");
    }

    private boolean isNamedAsTarget(Node body) {
        return switch (target.method()) {
            case "<init>" -> body instanceof ConstructorDeclaration || body instanceof CompactConstructorDeclaration;
            case "<clinit>" -> body instanceof InitializerDeclaration initializer && initializer.isStatic();
            default ->
                body instanceof MethodDeclaration method
                        && method.getNameAsString().equals(target.method());
        };
    }

    private Optional<Found> method() {
        if (isLambda()) {
            return innermost(unit.findAll(LambdaExpr.class).stream()
                    .filter(lambda -> covers(lambda, target.line()))
                    .flatMap(lambda -> found(lambda, lambda.getBegin())));
        }
        List<Found> named = unit.findAll(Node.class, this::isNamedAsTarget).stream()
                .flatMap(AnchorFinder::declaration)
                .toList();
        List<Found> ownType = preferring(named, found -> isInType(found.node()));
        Optional<Found> around = innermost(ownType.stream().filter(found -> covers(found.node(), target.line())));
        // A method without a body has no lines in the class file. Its name tells enough if it is not overloaded.
        return around.isPresent() || target.line() > 0 || ownType.size() != 1 ? around : Optional.of(ownType.get(0));
    }

    private static Stream<Found> declaration(Node node) {
        Optional<Position> name =
                node instanceof NodeWithSimpleName<?> named ? named.getName().getBegin() : node.getBegin();
        return found(node, name);
    }

    private boolean isInType(Node node) {
        return ancestor(node, TypeDeclaration.class::isInstance)
                .filter(this::isTypeOfTarget)
                .isPresent();
    }

    private Optional<Found> type() {
        List<Found> types = unit.findAll(Node.class, TypeDeclaration.class::isInstance).stream()
                .flatMap(AnchorFinder::declaration)
                .toList();
        return preferring(types, found -> isTypeOfTarget(found.node())).stream().findFirst();
    }

    private boolean isTypeOfTarget(Node node) {
        return node instanceof TypeDeclaration<?> type && type.getNameAsString().equals(simpleName());
    }

    /** The name as the source has it: of {@code a/Outer$Inner}, {@code a/Outer$1Inner} and {@code a/Inner}. */
    private String simpleName() {
        String name = target.type().substring(target.type().lastIndexOf('/') + 1);
        return name.substring(name.lastIndexOf('$') + 1).replaceFirst("^\\d+", "");
    }

    private static <T> List<T> preferring(List<T> all, Predicate<T> preferred) {
        List<T> some = all.stream().filter(preferred).toList();
        return some.isEmpty() ? all : some;
    }

    private static Optional<Found> innermost(Stream<Found> around) {
        return around.max(Comparator.comparing(found -> found.node().getBegin().orElseThrow()));
    }

    private static Stream<Found> found(Node node, Optional<Position> position) {
        // A node that the parser made up for what it did not understand has no place.
        return node.getRange().isPresent() ? position.map(at -> new Found(node, at)).stream() : Stream.empty();
    }

    private static Position end(Node node) {
        return node.getRange().map(range -> range.end).orElse(Position.HOME);
    }

    private static boolean covers(Node node, int line) {
        Optional<Range> range = node.getRange();
        return range.isPresent() && range.get().begin.line <= line && line <= range.get().end.line;
    }
}
