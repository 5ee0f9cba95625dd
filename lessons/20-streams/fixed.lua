-- Closed on every way out.
disk = semaphore(1, "disk")

local function said()
  print(now(), "close")
end

local function read_log()
  return stream(function(emit)
    local _ <close> = disk:hold()
    local _ <close> = defer(said)
    print(now(), "open")
    for i = 1, 5 do
      sleep(20)
      emit(i)
    end
  end, "log")
end

function head(n)
  local log <close> = read_log()
  for i in log do
    print(now(), "line " .. i)
    if i == n then
      return
    end
  end
end

head(2)
print("once more")
head(2)
