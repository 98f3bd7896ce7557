/**
 * Script of a pod that puts files into the state store: `bash -c SCRIPT upload NAME…` puts each file of the folder
 * `SAMPLES_FOLDER` into `CONTAINER_URL` under its name. It signs in by the token that Kubernetes gives the pod, as
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow (third case) has it, and writes by
 * https://learn.microsoft.com/rest/api/storageservices/put-blob. No token is ever an argument, which others could list.
 *
 * An identity or a right that has just been made is refused for minutes, in words that a wrong one is refused with too. So
 * refusals are tried again until `GIVE_UP_SECONDS` are over, and what no time mends ends the script at once.
 */
export const uploadScript = `set -euo pipefail

# One request. Sets answer to the body and what went wrong on the way, and status, which is 000 without an answer.
ask() {
    answer=$(curl --silent --max-time 60 --write-out '\\n%{errormsg} %{http_code}' "$@") || true
    status=\${answer##* }
}

sign_in() {
    step="signing in"
    ask --data-urlencode "client_id=$AZURE_CLIENT_ID" \\
        --data-urlencode "scope=https://storage.azure.com/.default" \\
        --data-urlencode "grant_type=client_credentials" \\
        --data-urlencode "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer" \\
        --data-urlencode "client_assertion@$AZURE_FEDERATED_TOKEN_FILE" \\
        "\${AZURE_AUTHORITY_HOST%/}/$AZURE_TENANT_ID/oauth2/v2.0/token"
    [ "$status" = 200 ] || return 1
    local form='"access_token" *: *"([^"]+)"'
    [[ $answer =~ $form ]] || { answer="an answer without a token"; return 1; }
    token=\${BASH_REMATCH[1]}
}

put() {
    step="putting $1"
    ask --upload-file "$SAMPLES_FOLDER/$1" \\
        --header @<(printf 'Authorization: Bearer %s\\n' "$token") \\
        --header "x-ms-blob-type: BlockBlob" \\
        --header "x-ms-version: 2023-11-03" \\
        --header "x-ms-date: $(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')" \\
        "$CONTAINER_URL/$1"
    [ "$status" = 201 ]
}

# Whether time may mend it: a refusal, too many requests, a fault of the service or on the way.
may_pass() {
    [ "$step" = "signing in" ] && return 0
    case $status in 000 | 401 | 403 | 408 | 429 | 5??) ;; *) return 1 ;; esac
}

told=
for name; do
    until sign_in && put "$name"; do
        reason="$step: \${answer//[$'\\r\\n']/ }"
        may_pass || { echo "\${reason:0:1000}; this does not mend itself" >&2; exit 1; }
        if [ "$SECONDS" -ge "$GIVE_UP_SECONDS" ]; then
            echo "\${reason:0:1000}; given up after $SECONDS s" >&2
            exit 1
        fi
        # Once for each status, and not once for each of what may be a hundred refusals.
        [ "$told" = "$step $status" ] || echo "\${reason:0:1000}; trying again" >&2
        told="$step $status"
        sleep "$PAUSE_SECONDS"
    done
    echo "put $name"
done
`;
