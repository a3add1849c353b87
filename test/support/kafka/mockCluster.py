# A Kafka broker for tests: the mock cluster inside librdkafka (Debian: python3-confluent-kafka). Prints its address and
# ends with its standard input.
import sys
from confluent_kafka import Producer

producer = Producer({"bootstrap.servers": "unused", "test.mock.num.brokers": 1})
metadata = producer.list_topics(timeout=10)
print(",".join(str(broker).split("/")[0] for broker in metadata.brokers.values()), flush=True)
sys.stdin.read()
