"""Operations: the event journal, the dashboard, the budget, and the alarm that nothing arrives."""

from aws_cdk import Duration
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cw
from constructs import Construct

from event_contracts import DENYLIST_EVENTS, Context, consumed_by
from stacks.components.context_stack import ContextStack
from stacks.components.event_consumer import EventConsumer
from stacks.components.owned_table import owned_table, writes_table
from stacks.components.service_function import ServiceFunction
from stacks.names import PROJECT, Parameter
from stacks.settings import Settings


class OperationsStack(ContextStack):
    def __init__(self, scope: Construct, *, settings: Settings) -> None:
        super().__init__(scope, Context.OPERATIONS, settings=settings)
        table = owned_table(self, "Journal", expires=True)
        self.write(Parameter.JOURNAL_TABLE, table.table_name)
        record = ServiceFunction(self, "Record", handler="consume", environment={"TABLE_NAME": table.table_name})
        writes_table(record, table)
        journalling = EventConsumer(
            self,
            "Journalling",
            worker=record,
            event_types=consumed_by(self.context) | DENYLIST_EVENTS,
            batch_size=100,
            batching_window=Duration.seconds(1),
        )
        self._silence_alarm(journalling)
        self._dashboard(journalling)
        self._budget()

    def _silence_alarm(self, journalling: EventConsumer) -> None:
        """Error alarms cannot see that nothing happens: a day without any event means that the run did not start."""
        self.notify(
            cw.Alarm(
                self,
                "NothingArrives",
                metric=journalling.queue.metric_number_of_messages_received(period=Duration.days(1), statistic="Sum"),
                threshold=1,
                comparison_operator=cw.ComparisonOperator.LESS_THAN_THRESHOLD,
                evaluation_periods=1,
                treat_missing_data=cw.TreatMissingData.BREACHING,
                alarm_description="No event for a day; see docs/runbooks/nothing-arrives.md",
            )
        )

    def _dashboard(self, journalling: EventConsumer) -> None:
        cw.Dashboard(
            self,
            "Dashboard",
            dashboard_name=f"{PROJECT}-{self.settings.stage}",
            widgets=[
                [
                    cw.GraphWidget(
                        title="Events an hour",
                        left=[journalling.queue.metric_number_of_messages_received(period=Duration.hours(1))],
                        width=12,
                    ),
                    cw.GraphWidget(
                        title="Refusals and late removals",
                        left=[
                            self._metric(name) for name in ("InstagramRefusals", "RemovalsDueSoon", "RemovalsOverdue")
                        ],
                        width=12,
                    ),
                ]
            ],
        )

    @staticmethod
    def _metric(name: str) -> cw.MathExpression:
        """A metric of any service, whatever its dimensions."""
        return cw.MathExpression(
            expression=f"SUM(SEARCH('{{TattooArtistDirectory,service}} MetricName=\"{name}\"', 'Sum', 3600))",
            using_metrics={},
            label=name,
            period=Duration.hours(1),
        )

    def _budget(self) -> None:
        budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=self.settings.monthly_budget_gbp, unit="GBP"),
                cost_filters={"TagKeyValue": [f"user:Project${PROJECT}"]},
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        notification_type="FORECASTED", comparison_operator="GREATER_THAN", threshold=80
                    ),
                    subscribers=[
                        budgets.CfnBudget.SubscriberProperty(
                            subscription_type="SNS", address=self.alarm_topic.topic_arn
                        )
                    ],
                )
            ],
        )
