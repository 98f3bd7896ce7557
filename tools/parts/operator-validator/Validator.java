import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.FlinkSessionJob;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;

/**
 * Asks the operator's own validator. One question a line: {"configuration": {...}, "resource": {...}, "cluster": {...}},
 * where the cluster is a session job's FlinkDeployment and may be missing. A resource with a status is judged as a change
 * of the spec in it. One answer a line: why the resource is refused, as JSON text, or null.
 */
public final class Validator {
    private static final ObjectMapper mapper = new ObjectMapper();
    private static final Map<JsonNode, DefaultValidator> validators = new HashMap<>();

    public static void main(String[] args) throws IOException {
        // The operator logs to the standard output.
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(mapper.writeValueAsString(answer(mapper.readTree(line)).orElse(null)));
        }
        System.exit(0); // each configuration leaves a thread that watches it
    }

    private static Optional<String> answer(JsonNode question) {
        try {
            DefaultValidator validator = validators.computeIfAbsent(question.get("configuration"), Validator::validator);
            JsonNode resource = question.get("resource");
            if (resource.get("kind").asText().equals("FlinkDeployment")) {
                return validate(validator, read(resource, FlinkDeployment.class));
            }
            Optional<FlinkDeployment> cluster =
                    Optional.ofNullable(question.get("cluster")).map(node -> read(node, FlinkDeployment.class));
            return validator.validateSessionJob(read(resource, FlinkSessionJob.class), cluster);
        } catch (RuntimeException e) {
            // The operator ends such a reconciliation with the same exception.
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of(cause.toString());
        }
    }

    private static Optional<String> validate(DefaultValidator validator, FlinkDeployment deployment) {
        FlinkVersion version = deployment.getSpec().getFlinkVersion();
        // The controllers ask this before they validate.
        return version == null || FlinkVersion.isSupported(version)
                ? validator.validateDeployment(deployment)
                : Optional.of("Flink version " + version + " is not supported by this operator version");
    }

    private static DefaultValidator validator(JsonNode configuration) {
        Map<String, String> options = new HashMap<>();
        configuration.fields().forEachRemaining(option -> options.put(option.getKey(), option.getValue().asText()));
        return new DefaultValidator(new FlinkConfigManager(Configuration.fromMap(options)));
    }

    /** Reads a resource as the operator's client does. */
    private static <T> T read(JsonNode resource, Class<T> type) {
        return Serialization.unmarshal(resource.toString(), type);
    }
}
