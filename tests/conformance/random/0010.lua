-- random program 10
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  do local ok, e = pcall(function()
    q:put(3)
    say("w1 4 put 3")
    sleep(5)
    say("w1 6")
  end)
    if is(e, Cancelled) then say("w1 2 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w1 7 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 9 in")
    if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  end
  do local _ <close> = sm:hold()
    say("w2 12 in")
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = sm:hold()
        say("w2 15 in")
        if not q:empty() then say("w2 took " .. q:get_nowait()) end
        ev:wait()
        say("w2 18 ev")
      end
      say("w2 count " .. current():cancelling())
      if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w2 13 timeout") elseif not ok then error(e, 0) end end
  end
  do local _ <close> = sm:hold()
    say("w2 22 in")
    do local ok, e = pcall(function()
      say("w2 size " .. q:size())
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2 26 woken")
      end
    end)
      if is(e, Cancelled) then say("w2 23 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
  end
  sleep(0)
  say("w2 28")
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 30 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = sm:hold()
    say("w3 33 in")
    do local _ <close> = lk:hold()
      say("w3 35 in")
      local function f37()
        say("w3.f37 38")
        if not q:empty() then say("w3.f37 took " .. q:get_nowait()) end
        if T.w1 then say("w3.f37 cancels w1 " .. yn(T.w1:cancel())) end
        return "f37"
      end
      do local ok, e = pcall(function() say("w3 36 " .. wait_for(2, spawn("f37", f37))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 36 err " .. kind(e)) else error(e, 0) end end end
      local function f42()
        say("w3.f42 43")
        if not q:empty() then say("w3.f42 took " .. q:get_nowait()) end
        error("E45", 0)
      end
      for _, x in ipairs(gather({ spawn("f42", f42) }, { return_errors = true })) do
        say("w3 41 " .. (x.ok and x.value or kind(x.error)))
      end
      sleep(3)
      say("w3 47")
    end
  end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 49 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(5)
if not q:empty() then q:get_nowait() end
sleep(1)
ev:set()
if not q:full() then q:put_nowait(0) end
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(5)
say('main ends')
