// Asks HL7's FHIR validator (as HAPI FHIR wraps it) about every line of an ndjson file: against base R4, and against
// the statement of IHE BALP's profiles beside this file. Prints what is wrong; exit 0 when nothing is.
// Usage: java -cp 'jars/*' Validate.java PROFILES.json FILE.ndjson... [--expect-errors]
// SPDX-License-Identifier: Apache-2.0
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.file.*;
import java.util.*;
import org.hl7.fhir.common.hapi.validation.support.*;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.*;

public class Validate {
    public static void main(String[] words) throws Exception {
        FhirContext context = FhirContext.forR4();
        PrePopulatedValidationSupport profiles = new PrePopulatedValidationSupport(context);
        Bundle statement = context.newJsonParser().parseResource(Bundle.class, Files.readString(Path.of(words[0])));
        Set<String> known = new TreeSet<>();
        for (Bundle.BundleEntryComponent entry : statement.getEntry()) {
            if (entry.getResource() instanceof StructureDefinition one) {
                profiles.addStructureDefinition(one);
                known.add(one.getUrl());
            } else if (entry.getResource() instanceof ValueSet one) {
                profiles.addValueSet(one);
            } else if (entry.getResource() instanceof CodeSystem one) {
                profiles.addCodeSystem(one);
            }
        }
        ValidationSupportChain chain = new ValidationSupportChain(
            new DefaultProfileValidationSupport(context), new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context), profiles,
            new SnapshotGeneratingValidationSupport(context));
        FhirInstanceValidator instances = new FhirInstanceValidator(chain);
        instances.setAnyExtensionsAllowed(false);
        instances.setErrorForUnknownProfiles(true);
        FhirValidator validator = context.newValidator().registerValidatorModule(instances);

        boolean expected = Arrays.asList(words).contains("--expect-errors");
        int lines = 0, wrong = 0, warnings = 0;
        Set<String> used = new TreeSet<>();
        for (String file : Arrays.copyOfRange(words, 1, words.length)) {
            if (file.startsWith("--")) continue;
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.isBlank()) continue;
                lines++;
                AuditEvent event = context.newJsonParser().parseResource(AuditEvent.class, line);
                event.getMeta().getProfile().forEach(one -> used.add(one.getValue()));
                boolean bad = false;
                for (var message : validator.validateWithResult(line).getMessages()) {
                    boolean error = message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal();
                    if (message.getSeverity() == ResultSeverityEnum.WARNING) warnings++;
                    if ((error && !expected) || System.getenv("MUNIMENT_SHOW") != null)
                        System.out.println(file + ":" + lines + " " + message.getSeverity() + " "
                            + message.getLocationString() + ": " + message.getMessage());
                    bad |= error;
                }
                if (bad) wrong++;
                else if (expected) System.out.println(file + ":" + lines + " is wrong, and was taken");
            }
        }
        System.out.println("HL7's validator: " + (lines - wrong) + " of " + lines + " AuditEvents follow R4 and "
            + used.size() + " profiles; " + warnings + " warnings");
        System.exit(lines > 0 && wrong == (expected ? lines : 0) && known.containsAll(used) ? 0 : 1);
    }
}
