// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A program that runs in a JVM of its own, under a debugger. */
final class Debuggee {

    private static final String TYPE = "debugged.Debugged";
    private static final String METHOD = "work";

    private final Path classes;
    private final List<String> source;
    private final List<Stop> stops = new ArrayList<>();
    private boolean stepping;

    private Debuggee(DebuggedProgram program) {
        this.classes = program.classes();
        this.source = program.source();
    }

    /** The program without coroutines: its await is a method that returns its argument, and nothing suspends whatever it is told. */
    static Debuggee plain(Path folder, boolean suspend) throws Exception {
        return new Debuggee(DebuggedProgram.plain(folder.resolve("plain-" + suspend), suspend));
    }

    /** The woven program. */
    static Debuggee woven(Path folder, boolean suspend) throws Exception {
        return new Debuggee(DebuggedProgram.woven(folder.resolve("woven-" + suspend), suspend));
    }

    /** Runs the program with a breakpoint on each line of the method. */
    List<Stop> stopAtEveryLine() throws Exception {
        return run(false);
    }

    /** Runs the program to the method's first line, and steps over each from there to the method's end. */
    List<Stop> stepThrough() throws Exception {
        return run(true);
    }

    private List<Stop> run(boolean steps) throws Exception {
        stepping = steps;
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("home").setValue(System.getProperty("java.home"));
        arguments.get("main").setValue(TYPE);
        arguments
                .get("options")
                .setValue("-cp \"" + classes + File.pathSeparator + System.getProperty("java.class.path") + "\"");
        VirtualMachine machine = connector.launch(arguments);
        try {
            ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
            prepared.addClassFilter(TYPE);
            prepared.enable();
            while (handleNext(machine)) {
                // until the program ends
            }
        } catch (VMDisconnectedException ended) {
            // The last event may get lost when the program ends; there was nothing more to stop at.
            assert machine.process() != null;
        } finally {
            machine.process().destroy();
        }
        return stops;
    }

    private boolean handleNext(VirtualMachine machine) throws Exception {
        EventSet events = machine.eventQueue().remove();
        for (Event event : events) {
            if (event instanceof VMDisconnectEvent) {
                return false;
            }
            if (event instanceof ClassPrepareEvent prepare) {
                setBreakpoints(machine, prepare.referenceType());
            } else if (event instanceof BreakpointEvent hit) {
                record(hit, hit.thread());
                if (stepping) {
                    hit.request().disable();
                    step(machine, hit.thread());
                }
            } else if (event instanceof StepEvent step) {
                step.request().disable();
                if (inMethod(step)) {
                    record(step, step.thread());
                    step(machine, step.thread());
                }
            }
        }
        events.resume();
        return true;
    }

    private static boolean inMethod(LocatableEvent event) {
        return event.location().declaringType().name().equals(TYPE)
                && event.location().method().name().equals(METHOD);
    }

    private static void step(VirtualMachine machine, ThreadReference thread) {
        machine.eventRequestManager()
                .deleteEventRequests(
                        new ArrayList<>(machine.eventRequestManager().stepRequests()));
        StepRequest request =
                machine.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
        request.addCountFilter(1);
        request.enable();
    }

    private void setBreakpoints(VirtualMachine machine, ReferenceType type) throws AbsentInformationException {
        Set<Integer> lines = new HashSet<>();
        for (Method method : type.methodsByName(METHOD)) {
            for (Location location : lines(method)) {
                lines.add(location.lineNumber());
            }
        }
        int first = lines.stream().min(Integer::compare).orElseThrow();
        for (int line : lines) {
            if (stepping && line != first) {
                continue;
            }
            // As IDEs do: all places of the class that say they are this line.
            for (Location location : type.locationsOfLine(line)) {
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(location);
                request.enable();
            }
        }
    }

    private static List<Location> lines(Method method) {
        try {
            return method.allLineLocations();
        } catch (AbsentInformationException stub) {
            return List.of();
        }
    }

    private void record(LocatableEvent event, ThreadReference thread)
            throws IncompatibleThreadStateException, AbsentInformationException {
        StackFrame frame = thread.frame(0);
        Map<String, String> variables = new TreeMap<>();
        for (LocalVariable variable : frame.visibleVariables()) {
            variables.put(variable.name(), text(frame.getValue(variable)));
        }
        int line = event.location().lineNumber();
        stops.add(new Stop(line, source.get(line - 1).trim(), variables));
    }

    private static String text(Value value) {
        if (value instanceof StringReference string) {
            return string.value();
        }
        return value == null
                ? "null"
                : value instanceof com.sun.jdi.PrimitiveValue
                        ? value.toString()
                        : value.type().name();
    }
}
