"""Facts about the archive whose transcripts these are, and tables of the field: languages, types, archives.

Data only. Names of languages are those the archive prints; codes are BCP 47.
"""

from __future__ import annotations

PUBLIC_HOST = "https://digitalarchive.wilsoncenter.org"
"""Where the archive's documents stand for everyone: PUBLIC_HOST/document/113439."""

ARCHIVE_NAMES = (
    "History and Public Policy Program Digital Archive",
    "Wilson Center Digital Archive",
    "CWIHP Archive",
)
"""What the archive calls itself between date and source in its citations."""

LANGUAGES = {
    "afrikaans": "af", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "azerbaijani": "az",
    "belarusian": "be", "bengali": "bn", "bulgarian": "bg", "burmese": "my", "cambodian": "km", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "farsi": "fa",
    "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "indonesian": "id", "italian": "it", "japanese": "ja", "kazakh": "kk",
    "khmer": "km", "korean": "ko", "lao": "lo", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk",
    "malay": "ms", "mongolian": "mn", "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "serbo-croatian": "sh", "slovak": "sk",
    "slovene": "sl", "slovenian": "sl", "spanish": "es", "swahili": "sw", "swedish": "sv", "thai": "th",
    "tibetan": "bo", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz", "vietnamese": "vi",
}  # fmt: skip

TYPES = (
    # the longest that begins a title, or stands in it, gives the type
    "Memorandum of Conversation", "Record of Conversation", "Record of a Conversation", "Record of Meeting",
    "Minutes of Conversation", "Minutes of Meeting", "Minutes of Talks", "Transcript of Conversation",
    "Verbatim Record", "Stenographic Record", "Stenographic Report", "Working Notes", "Aide-Memoire",
    "Ciphered Telegram", "Cable Telegram", "Circular Telegram", "Telegram", "Cable", "Telegraph", "Radiogram",
    "Cablegram", "Hand-delivered Letter", "Letter", "Diary", "Journal", "Report", "Resolution", "Decision",
    "Protocol", "Minutes", "Memorandum", "Memo", "Note", "Notes", "Speech", "Statement", "Agreement", "Treaty",
    "Directive", "Order", "Instructions", "Draft", "Proposal", "Summary", "Conversation", "Interview", "Message",
    "Despatch", "Dispatch", "Minute", "Submission", "Record", "Communiqué", "Appeal", "Plan", "Bulletin", "List",
)  # fmt: skip

ARCHIVES = {
    # abbreviation as printed: what it stands for, and where it is
    "APRF": "Archive of the President of the Russian Federation, Moscow",
    "AP RF": "Archive of the President of the Russian Federation, Moscow",
    "AVPRF": "Archive of Foreign Policy of the Russian Federation, Moscow",
    "AVP RF": "Archive of Foreign Policy of the Russian Federation, Moscow",
    "RGASPI": "Russian State Archive of Socio-Political History, Moscow",
    "RGANI": "Russian State Archive of Contemporary History, Moscow",
    "RGAE": "Russian State Archive of the Economy, Moscow",
    "GARF": "State Archive of the Russian Federation, Moscow",
    "TsAMO": "Central Archive of the Ministry of Defence of the Russian Federation, Podolsk",
    "TsKhSD": "Centre for the Storage of Contemporary Documentation, Moscow",
    "PRC FMA": "Foreign Ministry Archives of the People's Republic of China, Beijing",
    "PRCFMA": "Foreign Ministry Archives of the People's Republic of China, Beijing",
    "SAPMO": "Foundation Archives of Parties and Mass Organisations of the GDR, Berlin",
    "SAPMO-BArch": "Foundation Archives of Parties and Mass Organisations of the GDR, Berlin",
    "BArch": "German Federal Archives",
    "PA AA": "Political Archive of the Foreign Office, Berlin",
    "PolA AA": "Political Archive of the Foreign Office, Berlin",
    "MNL OL": "National Archives of Hungary, Budapest",
    "MOL": "National Archives of Hungary, Budapest",
    "AAN": "Archive of New Records, Warsaw",
    "AMSZ": "Archive of the Ministry of Foreign Affairs, Warsaw",
    "ANIC": "National Central Historical Archives, Bucharest",
    "TsDA": "Central State Archives, Sofia",
    "CDA": "Central State Archives, Sofia",
    "RGVA": "Russian State Military Archive, Moscow",
    "NAA": "National Archives of Australia, Canberra",
    "TNA": "The National Archives, London",
    "NARA": "National Archives and Records Administration, Washington",
}
"""Abbreviations of archives, and what they stand for."""
