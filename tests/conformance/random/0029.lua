-- random program 29
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  sleep(5)
  say("w1 2")
  do local _ <close> = sm:hold()
    say("w1 4 in")
    do local ok, e = pcall(timeout, 0, function()
      sleep(3)
      say("w1 7")
    end)
      if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
    if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  end
  sleep(3)
  say("w1 10")
  do local _ <close> = lk:hold()
    say("w1 12 in")
    local function f14()
      say("w1.f14 15")
      if not q:full() then q:put_nowait(16) end
      do local ok, e = pcall(function()
        if not q:empty() then say("w1.f14 took " .. q:get_nowait()) end
      end)
        if is(e, Cancelled) then say("w1.f14 17 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 5, function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Timeout) then say("w1.f14 19 timeout") elseif not ok then error(e, 0) end end
      return "f14"
    end
    local function f21()
      say("w1.f21 22")
      if T.w2 then say("w1.f21 cancels w2 " .. yn(T.w2:cancel())) end
      do local _ <close> = defer(function()
        say("w1.f21 24 finally")
      end)
        ev:wait()
        say("w1.f21 26 ev")
        say("w1.f21 28")
      end
      do local _ <close> = defer(function()
        sleep(0)
        say("w1.f21 29 finally")
      end)
        say("w1.f21 got " .. q:get())
        sleep(1)
        say("w1.f21 32")
        sleep(2)
        say("w1.f21 34")
      end
      return "f21"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f14", f14)
      tg:spawn("f21", f21)
      do local ok, e = pcall(timeout, 2, function()
        ev:wait()
        say("w1 37 ev")
        if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1 35 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1 13 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:wait()
    say("w1 40 ev")
    do local _ <close> = lk:hold()
      say("w1 42 in")
      local function f44()
        say("w1.f44 45")
        sleep(1)
        say("w1.f44 47")
        say("w1.f44 49")
        say("w1.f44 51")
        return "f44"
      end
      local function f52()
        say("w1.f52 53")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        if not q:empty() then say("w1.f52 took " .. q:get_nowait()) end
        error("E56", 0)
      end
      local function f57()
        say("w1.f57 58")
        say("w1.f57 60")
        return "f57"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f44", f44), spawn("f52", f52), spawn("f57", f57) }, { timeout = nil }) do say("w1 43 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 43 err " .. kind(e)) else error(e, 0) end end end
      say("w1 62")
      say("w1 count " .. current():cancelling())
    end
  end
  say("w1 64 end")
end
local function w2()
  local function f66()
    say("w2.f66 67")
    say("w2.f66 got " .. q:get())
    return "f66"
  end
  for _, x in ipairs(gather({ spawn("f66", f66) }, { return_errors = true })) do
    say("w2 65 " .. (x.ok and x.value or kind(x.error)))
  end
  do local _ <close> = sm:hold()
    say("w2 70 in")
    sleep(0)
    say("w2 72")
  end
  say("w2 73 end")
end
local function w3()
  say("w3 count " .. current():cancelling())
  ev:clear()
  if not q:full() then q:put_nowait(76) end
  say("w3 77 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
say('main ends')
