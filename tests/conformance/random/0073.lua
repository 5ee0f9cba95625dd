-- random program 73
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local ok, e = pcall(function()
    sleep(3)
    say("w1 3")
    do local ok, e = pcall(timeout, 5, function()
      if not q:full() then q:put_nowait(5) end
      do local ok, e = pcall(function()
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1 6 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 0, function()
        say("w1 got " .. q:get())
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Timeout) then say("w1 8 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1 4 timeout") elseif not ok then error(e, 0) end end
    local function f12()
      say("w1.f12 13")
      say("w1.f12 got " .. q:get())
      sleep(1)
      say("w1.f12 16")
      return "f12"
    end
    local function f17()
      say("w1.f17 18")
      sleep(3)
      say("w1.f17 20")
      return "f17"
    end
    local function f21()
      say("w1.f21 22")
      say("w1.f21 24")
      ev:clear()
      error("E26", 0)
    end
    do local ok, e = pcall(function() say("w1 11 got " .. table.concat({ gather { spawn("f12", f12), spawn("f17", f17), spawn("f21", f21) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled cleanup")
      sleep(1)
      say("w1 1 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w1 29")
  say("w1 30 end")
end
local function w2()
  say("w2 size " .. q:size())
  do local ok, e = pcall(timeout, 0, function()
    sleep(1)
    say("w2 34")
  end)
    if is(e, Timeout) then say("w2 32 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  say("w2 36 end")
end
local function w3()
  do local ok, e = pcall(function()
    local function f39()
      say("w3.f39 40")
      do local _ <close> = sm:hold()
        say("w3.f39 42 in")
        sleep(0)
        say("w3.f39 44")
        if not q:empty() then say("w3.f39 took " .. q:get_nowait()) end
      end
      error("E46", 0)
    end
    do local ok, e = pcall(function() say("w3 38 " .. wait_for(2, spawn("f39", f39))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 38 err " .. kind(e)) else error(e, 0) end end end
    if not q:full() then q:put_nowait(47) end
  end)
    if is(e, Cancelled) then say("w3 37 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w3 49")
  sleep(2)
  say("w3 51")
  say("w3 52 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
if not q:empty() then q:get_nowait() end
ev:set()
sleep(1)
sleep(5)
say('main ends')
