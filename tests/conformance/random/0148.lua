-- random program 148
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
  say("w1 2")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if not q:full() then q:put_nowait(4) end
  local function f6()
    say("w1.f6 7")
    say("w1.f6 count " .. current():cancelling())
    return "f6"
  end
  local function f9()
    say("w1.f9 10")
    if T.w2 then say("w1.f9 cancels w2 " .. yn(T.w2:cancel())) end
    do local _ <close> = lk:hold()
      say("w1.f9 13 in")
      say("w1.f9 size " .. q:size())
      say("w1.f9 16")
    end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f9 18 woken")
    end
    return "f9"
  end
  local function f19()
    say("w1.f19 20")
    if T.w1 then say("w1.f19 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w1.f19 count " .. current():cancelling())
    do local _ <close> = lk:hold()
      say("w1.f19 24 in")
      local function f26()
        say("w1.f19.f26 27")
        current():cancel()
        return "f26"
      end
      local function f29()
        say("w1.f19.f29 30")
        if not q:empty() then say("w1.f19.f29 took " .. q:get_nowait()) end
        return "f29"
      end
      local function f32()
        say("w1.f19.f32 33")
        if T.w3 then say("w1.f19.f32 cancels w3 " .. yn(T.w3:cancel())) end
        sleep(2)
        say("w1.f19.f32 36")
        say("w1.f19.f32 count " .. current():cancelling())
        return "f32"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f26", f26), spawn("f29", f29), spawn("f32", f32) }, { timeout = nil }) do say("w1.f19 25 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f19 25 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f19 40")
      end)
        if is(e, Timeout) then say("w1.f19 38 timeout") elseif not ok then error(e, 0) end end
      ev:wait()
      say("w1.f19 42 ev")
    end
    return "f19"
  end
  do local ok, e = pcall(function() say("w1 5 got " .. table.concat({ gather { spawn("f6", f6), spawn("f9", f9), spawn("f19", f19) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  say("w1 43 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  do local ok, e = pcall(timeout, 1, function()
    current():cancel()
    ev:clear()
    say("w2 51")
  end)
    if is(e, Timeout) then say("w2 47 timeout") elseif not ok then error(e, 0) end end
  say("w2 53")
  say("w2 54 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  local function f57()
    say("w3.f57 58")
    say("w3.f57 size " .. q:size())
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3.f57 61 woken")
    end
    sleep(2)
    say("w3.f57 63")
    return "f57"
  end
  do local ok, e = pcall(function() say("w3 56 " .. wait_for(1, spawn("f57", f57))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 56 err " .. kind(e)) else error(e, 0) end end end
  ev:wait()
  say("w3 65 ev")
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(0)
  say("w3 68")
  say("w3 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
if not q:empty() then q:get_nowait() end
ev:set()
sleep(10)
say('main ends')
