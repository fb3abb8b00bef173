$framework = if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework, 'CometSpeech.dll'))
