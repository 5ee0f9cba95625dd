-- The first lines of a log.
disk = semaphore(1, "disk")

local function read_log()
  return stream(function(emit)
    disk:acquire()
    print("open")
    for i = 1, 5 do
      sleep(20)
      emit(i)
    end
    print("close")
    disk:release()
  end, "log")
end

function head(n)
  for i in read_log() do
    print("line " .. i)
    if i == n then
      break
    end
  end
end

head(2)
print("once more")
head(2)
