Console.WriteLine("CometSpeech local server");
