// Asks one operation with the AWS SDK for Go: ask SERVICE OPERATION JSON. Prints the answer, or what it made of a
// refusal, as one line of JSON.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

type outcome struct {
	Kind    string `json:"kind"`
	Text    string `json:"text,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func main() {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		panic(err)
	}
	clients := map[string]any{
		"apigatewayv2":   apigatewayv2.NewFromConfig(settings),
		"cloudformation": cloudformation.NewFromConfig(settings),
		"cloudwatch":     cloudwatch.NewFromConfig(settings),
		"dynamodb":       dynamodb.NewFromConfig(settings),
		"iam":            iam.NewFromConfig(settings),
		"lambda":         lambda.NewFromConfig(settings),
		"logs":           cloudwatchlogs.NewFromConfig(settings),
		"s3":             s3.NewFromConfig(settings),
		"scheduler":      scheduler.NewFromConfig(settings),
		"sns":            sns.NewFromConfig(settings),
		"sqs":            sqs.NewFromConfig(settings),
		"sts":            sts.NewFromConfig(settings),
	}
	printed, err := json.Marshal(ask(ctx, clients[os.Args[1]], os.Args[2], os.Args[3]))
	if err != nil {
		panic(err)
	}
	fmt.Println(string(printed))
}

func ask(ctx context.Context, client any, operation, given string) outcome {
	if client == nil {
		return outcome{Kind: "unknown"}
	}
	call := reflect.ValueOf(client).MethodByName(operation)
	if !call.IsValid() {
		return outcome{Kind: "unknown"}
	}
	input := reflect.New(call.Type().In(1).Elem())
	if err := json.Unmarshal([]byte(given), input.Interface()); err != nil {
		panic(err)
	}
	answers := call.Call([]reflect.Value{reflect.ValueOf(ctx), input})
	if err, _ := answers[1].Interface().(error); err != nil {
		var refusal smithy.APIError
		if errors.As(err, &refusal) {
			return outcome{Kind: "error", Code: refusal.ErrorCode(), Message: refusal.ErrorMessage()}
		}
		return outcome{Kind: "error", Message: err.Error()}
	}
	text, err := json.Marshal(stripped(answers[0]))
	if err != nil {
		panic(err)
	}
	return outcome{Kind: "answer", Text: string(text)}
}

// What was answered, without what the SDK says of the call.
func stripped(answer reflect.Value) any {
	answer.Elem().FieldByName("ResultMetadata").SetZero()
	return answer.Interface()
}
