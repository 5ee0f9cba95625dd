-- A log, a line at a time.
local function read_log()
  return stream(function(emit)
    for i = 1, 3 do
      sleep(20) -- the disk
      print(now(), "read " .. i)
      emit(i)
    end
    print(now(), "close")
  end, "log")
end

for i in read_log() do
  sleep(30) -- the work
  print(now(), "used " .. i)
end
