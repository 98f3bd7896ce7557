import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Runs the statements of a file on the cluster that the configuration names; one blank line is between two. */
public class RunSql {
    public static void main(String[] args) throws Exception {
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        configuration.setString("execution.target", "remote");
        TableEnvironment tables = TableEnvironment.create(
                EnvironmentSettings.newInstance().inStreamingMode().withConfiguration(configuration).build());
        for (String statement : Files.readString(Path.of(args[0])).split("\n\n")) {
            tables.executeSql(statement.strip());
        }
    }
}
